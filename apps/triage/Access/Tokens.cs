using System.Security.Cryptography;
using System.Text;

namespace Basecamp.Triage.Access;

/// <summary>Tokens of API keys: 256 random bits, stored only as a hash. Such a token needs no slow hash.</summary>
static class Tokens
{
    public const string Prefix = "triage_";

    public static string Create() => Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
