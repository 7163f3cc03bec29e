using ChatOps.Core.Recovery;
using ChatOps.Operations.Wait;
using Microsoft.Extensions.Time.Testing;

namespace ChatOps.Tests.Operations;

/// <summary>The action <c>wait</c>.</summary>
internal sealed class WaitingSteps
{
    [Test]
    public async Task It_waits_on_the_given_clock()
    {
        var time = new FakeTimeProvider();
        var waiting = new WaitAction(time).RunAsync(ActionArguments.Of(("for", "1m30s")), default);
        Assert.That(waiting.IsCompleted, Is.False);

        time.Advance(TimeSpan.FromSeconds(90));

        Assert.That((await waiting).Sentence, Is.EqualTo("waited 1 min 30 s"));
    }
}
