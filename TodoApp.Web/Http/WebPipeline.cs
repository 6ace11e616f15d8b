using System.IO.Compression;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.ResponseCompression;

namespace TodoApp.Web.Http;

/// <summary>The parts of the pipeline that have nothing to do with todos.</summary>
internal static class WebPipeline
{
    /// <summary>A note of the greatest length in the script that takes most bytes, form-encoded, and some room.</summary>
    public const int LongestForm = 256 * 1024;

    public static void AddWebPipeline(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LongestForm;
        });

        // Compressing secrets next to what an attacker can put on a page tells the secrets' length (BREACH). No page
        // holds one: there are no form tokens, the session is a cookie, and SameSite=Lax keeps other sites from asking
        // for a signed-in page over and over. A new API token is the exception, and its page opts out.
        builder.Services.AddResponseCompression(static options => options.EnableForHttps = true);
        builder.Services.Configure<BrotliCompressionProviderOptions>(static options => options.Level = CompressionLevel.Fastest);
        builder.Services.Configure<GzipCompressionProviderOptions>(static options => options.Level = CompressionLevel.Fastest);

        builder.Services.AddRazorComponents();
        builder.RefuseKeyRing();
    }

    /// <summary>
    /// Razor components bring antiforgery and with it a key ring, written to disk at start-up. Nothing here may use
    /// one: what a replica encrypts, the next could not read.
    /// </summary>
    private static void RefuseKeyRing(this WebApplicationBuilder builder)
    {
        foreach (var service in builder.Services.Where(IsKeyRingWarmUp).ToList())
            builder.Services.Remove(service);

        builder.Services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
    }

    private static bool IsKeyRingWarmUp(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService)
        && service.ImplementationType?.Assembly == typeof(KeyManagementOptions).Assembly;
}
