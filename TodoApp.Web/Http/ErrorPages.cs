using TodoApp.Web.Layout;
using TodoApp.Web.Pages;

namespace TodoApp.Web.Http;

/// <summary>Gives every failure without words of its own a page in the product's style.</summary>
internal static class ErrorPages
{
    public static void UseErrorPages(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = ShowAsync,
            AllowStatusCode404Response = true,
            StatusCodeSelector = failure => failure is BadHttpRequestException refused
                ? refused.StatusCode
                : StatusCodes.Status500InternalServerError,
            // A request that cannot be read is the caller's bug, not one to wake somebody for.
            SuppressDiagnosticsCallback = failure => failure.Exception is BadHttpRequestException,
        });
        app.UseStatusCodePages(status => ShowAsync(status.HttpContext));
    }

    private static Task ShowAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        var screen = context.RequestServices.GetRequiredService<Screen>();
        var page = status == StatusCodes.Status404NotFound
            ? screen.ShowBare<NotFoundPage>(status: status)
            : screen.ShowBare<ErrorPage>(ErrorModel.Of(status), status);

        return page.ExecuteAsync(context);
    }
}
