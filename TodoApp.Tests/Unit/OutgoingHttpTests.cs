using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TodoApp.ServiceDefaults;

namespace TodoApp.Tests.Unit;

/// <summary>Calls to other services: patient with a stumble, never twice where twice would hurt.</summary>
[Trait("Kind", "Unit")]
public sealed class OutgoingHttpTests : IDisposable
{
    private readonly Script _service = new();
    private readonly ServiceProvider _services;
    private readonly HttpClient _client;

    public OutgoingHttpTests()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.AddServiceDefaults();
        builder.Logging.ClearProviders();
        builder.Services.ConfigureHttpClientDefaults(client => client.ConfigurePrimaryHttpMessageHandler(() => _service));
        _services = builder.Services.BuildServiceProvider();
        _client = _services.GetRequiredService<IHttpClientFactory>().CreateClient();
        _client.BaseAddress = new Uri("http://service.test");
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_read_that_stumbles_is_tried_again()
    {
        _service.Answers = call => call < 3 ? new(HttpStatusCode.ServiceUnavailable) : new(HttpStatusCode.OK);

        using var answer = await _client.GetAsync("/", Ct);

        Assert.Equal((HttpStatusCode.OK, 3), (answer.StatusCode, _service.Calls));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task A_write_is_never_sent_twice(string method)
    {
        _service.Answers = _ => new(HttpStatusCode.ServiceUnavailable);
        using var request = new HttpRequestMessage(new HttpMethod(method), "/");

        using var answer = await _client.SendAsync(request, Ct);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, 1), (answer.StatusCode, _service.Calls));
    }

    [Fact]
    public async Task A_write_that_the_service_recognises_is_tried_again()
    {
        _service.Answers = call => new(call < 2 ? HttpStatusCode.BadGateway : HttpStatusCode.Created);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Headers = { { "Idempotency-Key", "one" } } };

        using var answer = await _client.SendAsync(request, Ct);

        Assert.Equal((HttpStatusCode.Created, 2), (answer.StatusCode, _service.Calls));
    }

    [Fact]
    public async Task A_service_that_asks_for_time_gets_it()
    {
        _service.Answers = call => call < 2 ? Later(TimeSpan.FromSeconds(1)) : new(HttpStatusCode.OK);
        var clock = Stopwatch.StartNew();

        using var answer = await _client.GetAsync("/", Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(clock.Elapsed > TimeSpan.FromSeconds(0.9), $"Tried again after {clock.Elapsed}.");
    }

    [Fact]
    public async Task Asked_for_more_time_than_a_person_waits_the_answer_is_passed_on()
    {
        _service.Answers = _ => Later(TimeSpan.FromMinutes(1));

        using var answer = await _client.GetAsync("/", Ct);

        Assert.Equal((HttpStatusCode.TooManyRequests, 1), (answer.StatusCode, _service.Calls));
        Assert.Equal(TimeSpan.FromMinutes(1), answer.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task A_service_that_keeps_failing_is_left_alone()
    {
        _service.Answers = _ => throw new HttpRequestException("down");
        for (var i = 0; i < 25; i++)
            await Assert.ThrowsAsync<HttpRequestException>(() => _client.PostAsync("/", null, Ct));

        var asked = _service.Calls;
        await Assert.ThrowsAsync<HttpRequestException>(() => _client.GetAsync("/", Ct));

        Assert.Equal(asked, _service.Calls);
        _service.Answers = _ => new(HttpStatusCode.OK);
        using var other = await _client.GetAsync("http://another.test/", Ct);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task One_caller_who_asks_too_often_does_not_close_the_way_for_others()
    {
        _service.Answers = _ => Later(TimeSpan.FromMinutes(1));
        for (var i = 0; i < 40; i++)
            (await _client.PostAsync("/", null, Ct)).Dispose();

        Assert.Equal(40, _service.Calls);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_given_up()
    {
        _service.Delay = TimeSpan.FromMinutes(5);
        using var request = Impatient();

        await Assert.ThrowsAsync<HttpRequestException>(() => _client.SendAsync(request, Ct));
    }

    [Fact]
    public async Task A_body_that_streams_is_neither_timed_nor_repeated()
    {
        _service.Answers = _ => new(HttpStatusCode.OK) { Content = new SlowContent() };
        using var request = Impatient();

        using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);

        Assert.Equal("late", await answer.Content.ReadAsStringAsync(Ct));
        Assert.Equal(1, _service.Calls);
    }

    public void Dispose()
    {
        _client.Dispose();
        _services.Dispose();
        _service.Dispose();
    }

    private static HttpRequestMessage Impatient()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/");
        request.Options.Set(Patience.Key, TimeSpan.FromMilliseconds(200));
        return request;
    }

    private static HttpResponseMessage Later(TimeSpan pause) =>
        new(HttpStatusCode.TooManyRequests) { Headers = { RetryAfter = new RetryConditionHeaderValue(pause) } };

    /// <summary>A service that answers as it is told.</summary>
    private sealed class Script : HttpMessageHandler
    {
        private int _calls;

        public int Calls => _calls;

        public TimeSpan Delay { get; set; }

        public Func<int, HttpResponseMessage> Answers { get; set; } = _ => new(HttpStatusCode.OK);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var call = Interlocked.Increment(ref _calls);
            await Task.Delay(Delay, cancellationToken);

            return Answers(call);
        }
    }

    /// <summary>Comes later than any limit of the request.</summary>
    private sealed class SlowContent : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(600));
            await stream.WriteAsync("late"u8.ToArray());
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 4;
            return true;
        }
    }
}
