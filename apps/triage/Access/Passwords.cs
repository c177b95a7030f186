using System.Globalization;
using System.Security.Cryptography;

namespace Basecamp.Triage.Access;

/// <summary>Password hashes: PBKDF2 with SHA-512, 210 000 rounds (OWASP), a salt each; the parameters travel with the hash.</summary>
static class Passwords
{
    public const int ShortestPassword = 12;
    const int Rounds = 210_000;

    // Compared against when the login does not exist, so that the answer takes as long.
    static readonly string Decoy = Hash("no such password");

    public static string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        return $"pbkdf2-sha512${Rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(Derive(password, salt, Rounds))}";
    }

    public static bool Verify(string password, string? stored)
    {
        var parts = (stored ?? Decoy).Split('$');
        var rounds = int.Parse(parts[1], CultureInfo.InvariantCulture);
        var equal = CryptographicOperations.FixedTimeEquals(
            Derive(password, Convert.FromBase64String(parts[2]), rounds), Convert.FromBase64String(parts[3]));
        return equal && stored is not null;
    }

    static byte[] Derive(string password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA512, 32);
}
