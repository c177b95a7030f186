using Basecamp.Components.Configuration;

namespace Basecamp.Components.Valkey;

/// <summary>The cache: that it has room.</summary>
static class ValkeyRules
{
    public static void Check(ValkeySpec valkey, Problems at)
    {
        if (valkey.MemoryMiB < 16)
            at.Add("memoryMiB", $"is {valkey.MemoryMiB}, but Valkey itself needs about 10 MiB. Give it at least 16.");
        if (valkey.StorageGiB < 1)
            at.Add("storageGiB", $"is {valkey.StorageGiB}, but a disk has at least 1 GiB.");
        else if (valkey.StorageGiB * 1024 < 2 * valkey.MemoryMiB)
            at.Add("storageGiB", $"is {valkey.StorageGiB}, but a dump and the one that replaces it need twice `memoryMiB` ({valkey.MemoryMiB} MiB). "
                + $"Give it at least {(2 * valkey.MemoryMiB + 1023) / 1024}.");
    }
}
