namespace TodoApp.Web.Pages;

/// <summary>The page that a phone shows in place of the side bar; everything on it is in the shell.</summary>
public sealed record BrowseView;
