namespace TodoApp.Tests.Images.Support;

/// <summary>The files of an image, seen from the host.</summary>
internal sealed class ImageFiles : IAsyncDisposable
{
    private static readonly EnumerationOptions s_everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = 0,
        IgnoreInaccessible = false,
    };

    private readonly string _image;
    private readonly string _root;

    private ImageFiles(string image, string root) => (_image, _root) = (image, root);

    public static async Task<ImageFiles> MountAsync(string image) => new(image, await Podman.DoAsync("image", "mount", image));

    /// <summary>All of them, or those below a folder; links are looked at, not followed.</summary>
    public IEnumerable<FileInfo> All(string folder = "") =>
        new DirectoryInfo(Path.Combine(_root, folder)).EnumerateFiles("*", s_everything).Where(static f => f.LinkTarget is null);

    public async ValueTask DisposeAsync() => await Podman.TryAsync("image", "unmount", _image);
}
