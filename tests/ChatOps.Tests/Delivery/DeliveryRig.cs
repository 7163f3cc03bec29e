using ChatOps.Bot.Delivery;
using ChatOps.Bot.Intake;
using ChatOps.Core.Delivery;
using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;
using ChatOps.Storage.Outbox;
using ChatOps.Tests.Intake;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;

namespace ChatOps.Tests.Delivery;

/// <summary>The worker on the real commit path, with a platform that answers as a test says and a clock that stands still until it is moved.</summary>
internal sealed class DeliveryRig : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    private readonly DeliveryPolicy _policy;
    private readonly List<Outgoing> _posts = [];
    private readonly List<Outgoing> _heads = [];
    private readonly List<Outgoing> _questions = [];
    private CancellationTokenSource _stop = new();
    private PlatformDelivery _delivery = null!;
    private Task _run = Task.CompletedTask;

    public DeliveryRig(DeliveryPolicy? policy = null, int stormPerMinute = 0, IntakeRig? bot = null)
    {
        _policy = policy ?? new DeliveryPolicy();
        Bot = bot ?? new IntakeRig(stormPerMinute);
        Adapter.Platform.Returns(Routing.Local);
        Adapter.PostAsync(default!, default).ReturnsForAnyArgs(call => Heard(_posts, call.Arg<Outgoing>(), Answer(call.Arg<Outgoing>())));
        Adapter.ShowAsync(default!, default).ReturnsForAnyArgs(call => Heard(_heads, call.Arg<Outgoing>(), AnswerHead(call.Arg<Outgoing>())));
        Adapter.FindAsync(default!, default).ReturnsForAnyArgs(call => Heard(_questions, call.Arg<Outgoing>(), Found(call.Arg<Outgoing>())));
    }

    public IntakeRig Bot { get; }

    public IChatAdapter Adapter { get; } = Substitute.For<IChatAdapter>();

    public PlatformStatus Status { get; } = new(Routing.Local);

    /// <summary>What the platform answers to a message; it takes everything unless a test says otherwise.</summary>
    public Func<Outgoing, Task<DeliveryResult>> Answer { get; set; } = post => Task.FromResult<DeliveryResult>(new DeliveryResult.Delivered($"post-{post.Id}"));

    public Func<Outgoing, Task<DeliveryResult>> AnswerHead { get; set; } = head => Task.FromResult<DeliveryResult>(new DeliveryResult.Delivered($"head-{head.Id}"));

    /// <summary>What the platform says when it is asked for a message; it knows none unless a test says otherwise.</summary>
    public Func<Outgoing, Task<DeliveryResult?>> Found { get; set; } = _ => Task.FromResult<DeliveryResult?>(null);

    public IReadOnlyList<Outgoing> Posts => Copy(_posts);

    public IReadOnlyList<Outgoing> Heads => Copy(_heads);

    public IReadOnlyList<Outgoing> Questions => Copy(_questions);

    public void Start()
    {
        _stop = new CancellationTokenSource();
        _delivery = new PlatformDelivery(
            Adapter, _policy, Bot.Database, Bot.Intake, new MessageContext(TimeZoneInfo.Utc, "http://127.0.0.1:8080"), Status, Bot.Time, () => 0.5, NullLogger.Instance);
        _run = Task.Run(() => _delivery.RunAsync(_stop.Token));
    }

    public void Wake() => _delivery.Wake(Bot.Time.GetUtcNow());

    /// <summary>Moves the clock in steps, so that what a step brings about has its own timers set before the next.</summary>
    public async Task Until(Func<Task<bool>> so, string what, TimeSpan? step = null)
    {
        var end = Environment.TickCount64 + (long)Bound.TotalMilliseconds;
        while (!await so())
        {
            if (_run.IsFaulted) await _run;
            Assert.That(Environment.TickCount64, Is.LessThan(end), what);
            if (step is { } time) Bot.Time.Advance(time);
            _delivery.Wake(Bot.Time.GetUtcNow());
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }

    public Task Until(Func<bool> so, string what, TimeSpan? step = null) => Until(() => Task.FromResult(so()), what, step);

    public Task UntilNothingWaits(TimeSpan? step = null) => Until(async () => (await Waiting()).Count == 0 && (await Bot.Read(read => read.Outbox.Shows(Routing.Local, DateTimeOffset.MaxValue, 100))).Count == 0, "everything is delivered or given up", step);

    public Task<IReadOnlyList<WaitingPost>> Waiting() => Bot.Read(read => read.Outbox.Ready(Routing.Local, DateTimeOffset.MaxValue, 100));

    public async Task Stop()
    {
        await _stop.CancelAsync();
        await _run.WaitAsync(Bound, TimeProvider.System);
    }

    public async Task<IReadOnlyList<T>> Told<T>(long incident)
        where T : TimelineEntry => [.. (await Bot.Timeline(incident)).OfType<T>()];

    public void Dispose()
    {
        if (!_run.IsCompleted) Stop().GetAwaiter().GetResult();
        _stop.Dispose();
        Bot.Dispose();
    }

    private static Task<T> Heard<T>(List<Outgoing> list, Outgoing outgoing, Task<T> answer)
    {
        lock (list) list.Add(outgoing);
        return answer;
    }

    private static List<Outgoing> Copy(List<Outgoing> list)
    {
        lock (list) return [.. list];
    }
}
