namespace System.Runtime.CompilerServices;

/// <summary>Lets records and init properties compile for netstandard2.0, which compilers require of generators.</summary>
static class IsExternalInit;
