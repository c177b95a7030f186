using System.Xml.Linq;
using Dapper;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace Basecamp.Triage.Access;

/// <summary>
/// Keeps ASP.NET's Data Protection keys in the database. Every replica must read the same keys, or cookies and antiforgery
/// tokens fail at random behind a load balancer (aspnetcore#13852).
/// </summary>
sealed class DataProtectionStore(NpgsqlDataSource source) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = source.OpenConnection();
        return [.. connection.Query<string>("select xml from data_protection_keys order by friendly_name").Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = source.OpenConnection();
        connection.Execute("""
            insert into data_protection_keys (friendly_name, xml) values (@friendlyName, @xml) on conflict do nothing
            """, new { friendlyName, xml = element.ToString(SaveOptions.DisableFormatting) });
    }
}
