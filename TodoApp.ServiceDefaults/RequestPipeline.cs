using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace TodoApp.ServiceDefaults;

/// <summary>What happens around every request, outermost first.</summary>
internal sealed class RequestPipeline : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseMiddleware<ServerSpans>();
        app.UseMiddleware<CorrelationMiddleware>();
        app.UseMiddleware<SlowRequests>();
        app.UseMiddleware<ManagementPort>();
        app.UseMiddleware<DrainingConnections>();
        next(app);
    };
}
