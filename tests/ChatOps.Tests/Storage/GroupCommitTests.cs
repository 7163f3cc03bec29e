using ChatOps.Storage;

namespace ChatOps.Tests.Storage;

internal sealed class GroupCommitTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 3, 4, 0, TimeSpan.Zero);

    [Test]
    public async Task Inputs_that_wait_together_share_one_transaction()
    {
        using var database = new TemporaryDatabase();
        await database.Open.StartAsync(CancellationToken.None);
        using var gate = new ManualResetEventSlim();
        var first = await Hold(database, gate);
        var before = database.Open.Commits;

        var rest = Enumerable.Range(1, 50).Select(number => database.Write(transaction => Put(transaction, $"d{number}"))).ToArray();
        gate.Set();
        await Task.WhenAll([first.Done, .. rest]);

        Assert.That(database.Open.Commits - before, Is.EqualTo(2), "the one that held the writer, and all that waited meanwhile");
    }

    [Test]
    public async Task A_batch_is_bounded_by_the_weight_of_its_inputs()
    {
        using var database = new TemporaryDatabase(new StorageOptions { BatchWeight = 10 });
        await database.Open.StartAsync(CancellationToken.None);
        using var gate = new ManualResetEventSlim();
        var first = await Hold(database, gate);
        var before = database.Open.Commits;

        var rest = Enumerable.Range(1, 30).Select(number => database.Write(transaction => Put(transaction, $"d{number}"))).ToArray();
        gate.Set();
        await Task.WhenAll([first.Done, .. rest]);

        Assert.That(database.Open.Commits - before, Is.EqualTo(4));
    }

    [Test]
    public async Task A_poisonous_input_does_not_sink_its_batch_and_is_parked_with_its_reason()
    {
        using var database = new TemporaryDatabase();
        await database.Open.StartAsync(CancellationToken.None);
        using var gate = new ManualResetEventSlim();
        var first = await Hold(database, gate);

        var good = database.Write(transaction => Put(transaction, "good"));
        var poison = database.Open.WriteAsync(new Poison("bad"), sweep: false, CancellationToken.None);
        var alsoGood = database.Write(transaction => Put(transaction, "also good"));
        gate.Set();
        await Task.WhenAll(first.Done, good, poison, alsoGood);

        Assert.That(await poison, Is.EqualTo("parked as 1"));
        var parked = await database.Read(read => read.Parked.Newest(10));
        Assert.That(parked, Has.Count.EqualTo(1));
        Assert.That(parked[0].Kind, Is.EqualTo("poison"));
        Assert.That(parked[0].Json, Is.EqualTo("{\"name\":\"bad\"}"));
        Assert.That(parked[0].Reason, Does.Contain("I am poison"));
        Assert.That(await database.Write(transaction => transaction.Received.Find("bad")), Is.Null, "nothing half-written");
        Assert.That(await database.Write(transaction => transaction.Received.Find("good")), Is.Not.Null);
        Assert.That(await database.Write(transaction => transaction.Received.Find("also good")), Is.Not.Null);
    }

    [Test]
    public async Task A_function_that_fails_alone_tells_its_caller()
    {
        using var database = new TemporaryDatabase();

        Assert.That(() => database.Write(_ => throw new InvalidOperationException("no")), Throws.InvalidOperationException.With.Message.EqualTo("no"));
        Assert.That(await database.Write(_ => 5), Is.EqualTo(5));
    }

    [Test]
    public async Task Inputs_that_wait_are_served_before_sweeps()
    {
        using var database = new TemporaryDatabase(new StorageOptions { BatchWeight = 1 });
        await database.Open.StartAsync(CancellationToken.None);
        var order = new List<string>();
        using var gate = new ManualResetEventSlim();
        var first = await Hold(database, gate);

        var sweep = database.Open.WriteAsync(new Named("sweep", order), sweep: true, CancellationToken.None);
        var input = database.Open.WriteAsync(new Named("input", order), sweep: false, CancellationToken.None);
        gate.Set();
        await Task.WhenAll(first.Done, sweep, input);

        Assert.That(order, Is.EqualTo((string[])["input", "sweep"]));
    }

    [Test]
    public async Task What_waits_beyond_the_bound_is_refused_at_once()
    {
        using var database = new TemporaryDatabase(new StorageOptions { MostWaiting = 3 });
        await database.Open.StartAsync(CancellationToken.None);
        using var gate = new ManualResetEventSlim();
        var first = await Hold(database, gate);
        var waiting = Enumerable.Range(1, 3).Select(number => database.Write(_ => number)).ToArray();

        Assert.That(() => database.Write(_ => 4), Throws.TypeOf<ChatOps.Core.Intake.StorageUnavailableException>().With.Message.Contains("3 inputs wait"));
        gate.Set();
        await Task.WhenAll([first.Done, .. waiting]);
    }

    [Test]
    public async Task An_input_that_is_cancelled_while_it_waits_is_left_out()
    {
        using var database = new TemporaryDatabase();
        await database.Open.StartAsync(CancellationToken.None);
        using var gate = new ManualResetEventSlim();
        using var cancel = new CancellationTokenSource();
        var first = await Hold(database, gate);
        var cancelled = database.Open.WriteAsync(transaction => Put(transaction, "cancelled"), cancel.Token);
        await cancel.CancelAsync();
        gate.Set();
        await first.Done;

        Assert.That(async () => await cancelled, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await database.Write(transaction => transaction.Received.Find("cancelled")), Is.Null);
    }

    [Test]
    public async Task Hooks_run_around_the_commit_and_not_after_a_rollback()
    {
        using var database = new TemporaryDatabase();
        var told = new List<string>();

        await database.Write(transaction =>
        {
            transaction.BeforeCommit(() => told.Add("before"));
            transaction.AfterCommit(() => told.Add("after"));
            transaction.AfterRollback(() => told.Add("rollback"));
        });
        Assert.That(told, Is.EqualTo((string[])["before", "after"]));

        told.Clear();
        Assert.That(
            () => database.Write(transaction =>
            {
                transaction.AfterCommit(() => told.Add("after"));
                transaction.AfterRollback(() => told.Add("rollback"));
                throw new InvalidOperationException();
            }),
            Throws.InvalidOperationException);
        Assert.That(told, Is.EqualTo((string[])["rollback"]));
    }

    /// <summary>Keeps the writer busy until the gate opens, so that what comes meanwhile waits.</summary>
    private static async Task<Held> Hold(TemporaryDatabase database, ManualResetEventSlim gate)
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var done = database.Write(_ =>
        {
            entered.SetResult();
            gate.Wait(TimeSpan.FromSeconds(10));
        });
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(10));
        return new Held(done);
    }

    internal static int Put(WriteTransaction transaction, string delivery)
    {
        transaction.Received.Add(delivery, new Core.Incidents.Answer(Core.Incidents.AnswerOutcome.Done, delivery), Now);
        return 0;
    }

    private sealed record Held(Task Done);

    private sealed class Poison(string name) : WriteInput<string>
    {
        public override void Run(WriteTransaction transaction)
        {
            Put(transaction, name);
            throw new InvalidOperationException("I am poison");
        }

        public override string Result() => "served";

        public override ParkedInput Park() => new("poison", $"{{\"name\":\"{name}\"}}", Now);

        public override string ParkedResult(long number) => $"parked as {number}";
    }

    private sealed class Named(string name, List<string> order) : WriteInput<int>
    {
        public override void Run(WriteTransaction transaction) => order.Add(name);

        public override int Result() => 0;

        public override ParkedInput? Park() => null;

        public override int ParkedResult(long number) => 0;
    }
}
