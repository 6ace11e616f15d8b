using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace TodoApp.ServiceDefaults;

/// <summary>
/// Sends through the pipeline of the request's destination. It ends when the headers have arrived: a body that streams,
/// such as server-sent events, is neither timed nor repeated.
/// </summary>
internal sealed class ResilienceHandler(ResiliencePipelines pipelines) : DelegatingHandler
{
    internal static readonly ResiliencePropertyKey<HttpRequestMessage> Request = new("request");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(Request, request);
        try
        {
            return await pipelines.For(request).ExecuteAsync(
                static async (context, state) => await state.Handler.Once(state.Request, context.CancellationToken),
                context, (Handler: this, Request: request));
        }
        // One kind of exception to catch for callers, whatever the pipeline is built from.
        catch (BrokenCircuitException e)
        {
            throw new HttpRequestException(
                HttpRequestError.ConnectionError, $"{request.RequestUri?.Authority} keeps failing and is left alone for a moment.", e);
        }
        catch (TimeoutRejectedException e)
        {
            throw new HttpRequestException(
                HttpRequestError.ConnectionError, $"{request.RequestUri?.Authority} did not answer in time.", e);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private Task<HttpResponseMessage> Once(HttpRequestMessage request, CancellationToken ct) => base.SendAsync(request, ct);
}

/// <summary>What a caller may say about one request.</summary>
public static class Patience
{
    /// <summary>How long this request may take to its first answer, instead of the usual limits.</summary>
    public static readonly HttpRequestOptionsKey<TimeSpan> Key = new("TodoApp.Patience");
}
