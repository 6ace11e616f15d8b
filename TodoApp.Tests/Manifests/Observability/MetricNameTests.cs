using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using TodoApp.Contracts;
using TodoApp.Contracts.Chat;
using TodoApp.ServiceDefaults;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Manifests.Observability;

/// <summary>
/// Holds what dashboards and alerts ask for to what the code registers, as Prometheus names it: a metric that nobody sends makes an
/// alert that never comes.
/// </summary>
[Trait("Kind", "Manifests")]
public sealed class MetricNameTests(ApiHost host) : IClassFixture<ApiHost>
{
    /// <summary>What is not ours: kube-state-metrics, kubelet and cAdvisor, cert-manager, Fluent Bit, Alertmanager, Prometheus.</summary>
    private static readonly HashSet<string> s_others =
    [
        "up", "ALERTS", "kube_deployment_status_replicas_available", "kube_pod_container_status_restarts_total",
        "kube_horizontalpodautoscaler_status_current_replicas", "kube_horizontalpodautoscaler_spec_max_replicas",
        "kube_job_status_failed", "kube_job_status_succeeded", "kube_job_created", "kube_cronjob_created",
        "kube_cronjob_status_last_successful_time", "kubelet_volume_stats_available_bytes", "kubelet_volume_stats_capacity_bytes",
        "container_memory_working_set_bytes", "container_cpu_usage_seconds_total", "container_cpu_cfs_throttled_periods_total",
        "container_cpu_cfs_periods_total", "certmanager_certificate_expiration_timestamp_seconds",
        "alertmanager_notifications_failed_total", "fluentbit_output_retries_failed_total", "fluentbit_output_dropped_records_total",
    ];

    /// <summary>Labels of theirs, of Prometheus, and of what does not happen on an ordinary day.</summary>
    private static readonly HashSet<string> s_otherLabels =
    [
        "job", "instance", "le", "alertname", "alertstate", "namespace", "pod", "container", "deployment", "persistentvolumeclaim",
        "horizontalpodautoscaler", "job_name", "cronjob", "name", "integration", "error_type", "what", "answer",
        "http_response_status_code", "aspnetcore_rate_limiting_result",
    ];

    [Theory]
    [InlineData("http.server.request.duration", "s", "Histogram", "http_server_request_duration_seconds")]
    [InlineData("http.server.active_requests", "{request}", "UpDownCounter", "http_server_active_requests")]
    [InlineData("dotnet.gc.heap.total_allocated", "By", "ObservableCounter", "dotnet_gc_heap_allocated_bytes_total")]
    [InlineData("system.cpu.utilization", "1", "ObservableGauge", "system_cpu_utilization_ratio")]
    [InlineData("todoapp.todos.created", "{todo}", "Counter", "todoapp_todos_created_total")]
    [InlineData("messages.rate", "By/s", "Gauge", "messages_rate_bytes_per_second")]
    public void A_name_is_translated_as_prometheus_does(string name, string unit, string kind, string expected) =>
        Assert.Equal(expected, PrometheusNames.Of(name, unit, kind));

    [Theory]
    [InlineData("sum by (job) (rate(a_total{b=\"{c}\",d!~\"e\"}[5m])) / on (f) g:h:i > 1e3 or absent(j)", "a_total g:h:i j", "job f b d")]
    [InlineData("histogram_quantile(0.95, sum by (le) (rate(x_bucket[5m]))) and time() - y < 3", "x_bucket y", "le")]
    public void A_query_is_read(string query, string metrics, string labels)
    {
        Assert.Equal(metrics.Split(' '), PromQl.Metrics(query));
        Assert.Equal(labels.Split(' '), PromQl.Labels(query));
    }

    [Fact]
    public async Task Dashboards_and_alerts_name_what_the_code_emits_and_nothing_else()
    {
        var (instruments, tags) = await TourAsync();
        var known = instruments.SelectMany(PrometheusNames.Of).Concat(s_others).ToHashSet();
        var rules = ObservabilityFiles.Rules;
        known.UnionWith(rules.Select(r => r.Record).OfType<string>());
        List<(string Where, string Expr)> queries = [.. rules.Select(r => (r.Alert ?? r.Record!, r.Expr)), .. ObservabilityFiles.Queries];

        Assert.True(queries.Count > 100, $"Only {queries.Count} queries were found.");
        Assert.Contains("http_server_request_duration_seconds_bucket", known);
        var unknown = from query in queries from metric in PromQl.Metrics(query.Expr) where !known.Contains(metric) select $"{query.Where}: {metric}";
        Assert.Equal([], unknown.Distinct());
        var labels = tags.Select(PrometheusNames.Label).Concat(s_otherLabels).ToHashSet();
        var strange = from query in queries from label in PromQl.Labels(query.Expr) where !labels.Contains(label) select $"{query.Where}: {label}";
        Assert.Equal([], strange.Distinct());
    }

    [Fact]
    public async Task The_latency_objective_is_a_boundary_of_the_buckets()
    {
        var (instruments, _) = await TourAsync();

        var duration = instruments.OfType<Histogram<double>>().First(i => i.Name == "http.server.request.duration");
        Assert.Contains(0.25, duration.Advice!.HistogramBucketBoundaries!);
        var used = ObservabilityFiles.Rules.Where(r => r.Expr.Contains("le=\"", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(used);
        Assert.All(used, r => Assert.Contains("le=\"0.25\"", r.Expr, StringComparison.Ordinal));
    }

    private async Task<(IReadOnlyCollection<Instrument> Instruments, IReadOnlyCollection<string> Tags)> TourAsync()
    {
        var instruments = new ConcurrentDictionary<Instrument, bool>();
        var tags = new ConcurrentDictionary<string, bool>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (Telemetry.Meters.Any(m => m.EndsWith('*') ? instrument.Meter.Name.StartsWith(m[..^1], StringComparison.Ordinal) : instrument.Meter.Name == m))
            {
                instruments[instrument] = true;
                self.EnableMeasurementEvents(instrument);
            }
        };
        Listen<long>(listener, tags);
        Listen<int>(listener, tags);
        Listen<double>(listener, tags);
        listener.Start();
        await UseEverythingAsync();
        listener.RecordObservableInstruments();
        return ([.. instruments.Keys], [.. tags.Keys]);
    }

    private static void Listen<T>(MeterListener listener, ConcurrentDictionary<string, bool> seen) where T : struct =>
        listener.SetMeasurementEventCallback<T>((_, _, tags, _) =>
        {
            foreach (var tag in tags)
                seen[tag.Key] = true;
        });

    private async Task UseEverythingAsync()
    {
        using var alice = await host.NewUser();
        var todo = await alice.CreateTodo("Water the plants");
        using var done = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{todo.Id}/complete", new CompleteTodo(true));
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        using var login = await alice.Post("/api/v1/users/login", new LoginRequest(alice.Tokens.User.Email, "not the password"));
        Assert.Equal(HttpStatusCode.Unauthorized, login.StatusCode);
        using var chat = await alice.Post("/api/v1/chat", new ChatRequest("add buy milk"));
        Assert.Equal(HttpStatusCode.OK, chat.StatusCode);
    }
}
