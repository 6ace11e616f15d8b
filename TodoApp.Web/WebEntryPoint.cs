namespace TodoApp.Web;

/// <summary>Names this assembly's entry point for tests: both services have a <c>Program</c>.</summary>
public sealed class WebEntryPoint;
