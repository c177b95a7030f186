namespace Basecamp.Manifests.Contracts;

/// <summary>A contract file that cannot be understood.</summary>
public sealed class ContractFormatException : Exception
{
    /// <summary>Says where and why.</summary>
    /// <param name="message">Line and reason.</param>
    public ContractFormatException(string message) : base(message)
    {
    }

    /// <summary>An exception without explanation.</summary>
    public ContractFormatException()
    {
    }

    /// <summary>Says where and why, and what it followed from.</summary>
    /// <param name="message">Line and reason.</param>
    /// <param name="innerException">What it followed from.</param>
    public ContractFormatException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
