using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TodoApp.Api.Auth;
using TodoApp.Api.Http;
using TodoApp.Contracts;

namespace TodoApp.Api.Transfer;

/// <summary>Taking everything along, and bringing it back.</summary>
internal static class TransferEndpoints
{
    private const string Json = "application/json";
    private const string Csv = "text/csv";
    private const string Calendar = "text/calendar";

    private static readonly string[] s_others = [Csv, Calendar, "application/zip", "application/octet-stream"];

    public static void AddTransfer(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<ExportService>();
        builder.Services.AddScoped<ExportedConversations>();
        builder.Services.AddScoped<ImportService>();
        builder.Services.AddSingleton<ImportReader>();
    }

    public static void MapTransfer(this IEndpointRouteBuilder routes)
    {
        var me = routes.MapGroup("/me").WithTags("Accounts").RequireScope(Scopes.Account).WithAccountProblems();
        me.MapGet("/export", Export).WithName("ExportAccount").WithProblems(ProblemCodes.ValidationFailed)
            .Produces<AccountExport>(StatusCodes.Status200OK, Json, Csv, Calendar)
            .AddOpenApiOperationTransformer(TransferDocs.DescribeAsync);
        me.MapPost("/import", Import).WithName("ImportAccount").WithBodyProblems()
            .WithProblems(ProblemCodes.TooMany, ProblemCodes.NameTaken, ProblemCodes.BadRequest)
            .Accepts<AccountExport>(Json, s_others)
            .AddOpenApiOperationTransformer(TransferDocs.DescribeAsync)
            .WithMetadata(new RequestSizeLimitAttribute(Limits.ImportBody));
    }

    /// <summary>Gets what the caller's account holds as a file: all of it as JSON, todos outside the trash as CSV or iCalendar.</summary>
    internal static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> Export(
        UserId caller, ExportService export, CancellationToken ct,
        [Description("What to write it as."), RegularExpression("^(json|csv|ics)$")] string format = "json")
    {
        if ((await export.FindAsync(caller, ct)).Failure is { } failure)
            return Problems.Of(failure);

        var kind = Enum.Parse<ExportFormat>(format, ignoreCase: true);
        var type = kind switch
        {
            ExportFormat.Csv => $"{Csv}; charset=utf-8",
            ExportFormat.Ics => $"{Calendar}; charset=utf-8",
            _ => Json,
        };
        return TypedResults.Stream(stream => export.WriteAsync(caller, kind, stream, ct), type, $"todoapp-export.{format}");
    }

    /// <summary>Adds a file to the caller's account: all of it or nothing. Lists and tags of the same name are merged.</summary>
    internal static async Task<Results<Ok<ImportResult>, ProblemHttpResult>> Import(
        [Description("What the file is; found out from its content when left out.")]
        [RegularExpression("^(json|csv|ics|todoist|vikunja)$")] string? format,
        [Description("The list for todos of which the file says none; the Inbox when left out.")]
        [StringLength(Limits.ListName), PlainText(AllowBlank = true)] string? list,
        HttpRequest request, Caller caller, ImportService import, CancellationToken ct,
        [Description("Whether to write nothing and only say what would happen.")] bool dryRun = false)
    {
        using var file = new MemoryStream();
        await request.Body.CopyToAsync(file, ct);
        var bytes = file.GetBuffer().AsMemory(0, (int)file.Length);
        var options = new ImportOptions(format is null ? null : Enum.Parse<ImportFormat>(format, ignoreCase: true), list, dryRun);
        return (await import.ImportAsync(caller, bytes, request.ContentType, options, ct)).ToOk();
    }
}
