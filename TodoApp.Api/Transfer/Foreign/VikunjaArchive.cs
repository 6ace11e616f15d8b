using System.IO.Compression;
using TodoApp.Api.Outcomes;
using TodoApp.Contracts;

namespace TodoApp.Api.Transfer.Foreign;

/// <summary>The archive that a data export of Vikunja is. Only one entry of it is unpacked, and only so far.</summary>
internal static class VikunjaArchive
{
    private const string Entry = "data.json";

    public static bool IsOne(ReadOnlySpan<byte> bytes) => bytes is [(byte)'P', (byte)'K', 3 or 5, 4 or 6, ..];

    public static Outcome<ReadOnlyMemory<byte>> Unpack(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(bytes.ToArray()), ZipArchiveMode.Read);
            if (archive.GetEntry(Entry) is not { } entry)
                return Failure.Invalid("", $"The archive has no {Entry} in it, as a data export of Vikunja has.");

            // What an archive says of its size is a claim; what comes out of it is counted.
            using var stream = entry.Open();
            using var unpacked = new MemoryStream();
            var buffer = new byte[81_920];
            for (int read; (read = stream.Read(buffer)) > 0; unpacked.Write(buffer, 0, read))
            {
                if (unpacked.Length + read > Limits.ImportUnpacked)
                    return Failure.Invalid("", $"{Entry} unpacks to more than {Limits.ImportUnpacked:N0} bytes.");
            }

            return (ReadOnlyMemory<byte>)unpacked.ToArray();
        }
        catch (InvalidDataException)
        {
            return Failure.Invalid("", "The archive is damaged.");
        }
    }
}
