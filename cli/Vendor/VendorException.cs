namespace Basecamp.Cli.Vendor;

/// <summary>A chart could not be had: the message says which, why, and what to do.</summary>
sealed class VendorException(string message, Exception? cause = null) : Exception(message, cause);
