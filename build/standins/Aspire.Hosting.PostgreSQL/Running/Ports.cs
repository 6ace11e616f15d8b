using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>Gives every endpoint a port on this machine.</summary>
internal static class Ports
{
    public static void Allocate(IEnumerable<IResource> resources, Terminal terminal)
    {
        foreach (var resource in resources)
        {
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
                Allocate(resource, endpoint, terminal);
        }
    }

    /// <summary>The port if it is free, else another.</summary>
    public static int FreeOr(int wanted) => wanted > 0 && IsFree(wanted) ? wanted : Free();

    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Allocate(IResource resource, EndpointAnnotation endpoint, Terminal terminal)
    {
        var port = endpoint.Port is > 0 ? endpoint.Port.Value : Free();
        if (endpoint.Port is > 0 and var wanted && !IsFree(wanted))
        {
            // People keep an external address in their bookmarks: another one would look like lost data.
            if (endpoint.IsExternal || !endpoint.FromLaunchProfile)
                throw new DistributedApplicationException(
                    $"{resource.Name} needs port {wanted}, and {Holder(wanted)} listens there. Is another run up? Stop it, or choose another port.");

            port = Free();
            terminal.Say($"{resource.Name}: {Holder(wanted)} listens on port {wanted}, so it gets {port} this time");
        }

        endpoint.AllocatedEndpoint = new(endpoint, endpoint.TargetHost, port);
        // Nothing stands in front of a resource here: it listens on the port that others use. In a container it does not.
        if (resource is not ContainerResource)
            (endpoint.Port, endpoint.TargetPort) = (port, port);
    }

    private static bool IsFree(int port)
    {
        try
        {
            foreach (var address in (IPAddress[])[IPAddress.Loopback, .. Socket.OSSupportsIPv6 ? [IPAddress.IPv6Loopback] : Array.Empty<IPAddress>()])
            {
                using var listener = new TcpListener(address, port);
                listener.Start();
            }

            return true;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode == SocketError.AddressNotAvailable;
        }
    }

    // `lsof` is part of macOS and usual on Linux; without it the port alone has to do.
    private static string Holder(int port)
    {
        try
        {
            using var lsof = Process.Start(new ProcessStartInfo("lsof", ["-nP", $"-iTCP:{port}", "-sTCP:LISTEN", "-Fpc"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var lines = lsof.StandardOutput.ReadToEnd().Split('\n');
            var pid = lines.FirstOrDefault(static line => line.StartsWith('p'))?[1..];
            var name = lines.FirstOrDefault(static line => line.StartsWith('c'))?[1..];

            return pid is null ? "another process" : string.Create(CultureInfo.InvariantCulture, $"process {pid} ({name})");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return ProcNet.Holder(port) ?? "another process";
        }
    }
}
