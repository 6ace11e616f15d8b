namespace TodoApp.Web.Pages;

/// <summary>Why there is no page.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">In a few words.</param>
/// <param name="Text">And what to do about it.</param>
public sealed record ErrorModel(int Status, string Title, string Text)
{
    internal static ErrorModel Of(int status) => status switch
    {
        StatusCodes.Status400BadRequest => new(status, "That cannot be read", "Something in the address, or in what was sent, makes no sense. Nothing was changed."),
        StatusCodes.Status403Forbidden => new(status, "Not from here", "This request came from another site, so nothing was done. Go to your todos and try again from there."),
        StatusCodes.Status405MethodNotAllowed => new(status, "Not like this", "This address takes forms only. Nothing was changed."),
        StatusCodes.Status413PayloadTooLarge => new(status, "That is too much at once", "What you sent is longer than a page here takes. Go back, and your browser will still have it."),
        StatusCodes.Status415UnsupportedMediaType => new(status, "Not a form", "This address takes forms only. Nothing was changed."),
        _ => new(status, "Something went wrong here", "It is our fault, not yours, and it has been written down. Go back and try again."),
    };
}
