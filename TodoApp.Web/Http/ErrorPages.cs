using Microsoft.AspNetCore.Diagnostics;
using TodoApp.Web.Layout;
using TodoApp.Web.Pages;

namespace TodoApp.Web.Http;

/// <summary>Gives every failure without words of its own a page in the product's style.</summary>
internal static class ErrorPages
{
    public static void UseErrorPages(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = ShowAsync, AllowStatusCode404Response = true });
        app.UseStatusCodePages(status => ShowAsync(status.HttpContext));
    }

    private static Task ShowAsync(HttpContext context)
    {
        var status = context.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException refused
            ? refused.StatusCode
            : context.Response.StatusCode;

        var screen = context.RequestServices.GetRequiredService<Screen>();
        var page = status == StatusCodes.Status404NotFound
            ? screen.ShowBare<NotFoundPage>(status: status)
            : screen.ShowBare<ErrorPage>(ErrorModel.Of(status), status);

        return page.ExecuteAsync(context);
    }
}
