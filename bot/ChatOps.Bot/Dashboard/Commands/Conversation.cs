using ChatOps.Core.Incidents;
using ChatOps.Core.Intake;
using ChatOps.Core.OnCall;

namespace ChatOps.Bot.Dashboard.Commands;

/// <summary>What one reader typed and was answered on one open page. Answers are for that person alone, so they live and end with the page.</summary>
internal sealed class Conversation(IIntake intake)
{
    private const int Kept = 20;

    private readonly List<Exchange> _exchanges = [];

    private Task _last = Task.CompletedTask;
    private int _count;

    /// <summary>Raised when something was said.</summary>
    public event Action? Changed;

    /// <summary>What was said, oldest first.</summary>
    public IReadOnlyList<Exchange> Exchanges => _exchanges;

    /// <summary>Runs a command once those before it are answered, and keeps its answer.</summary>
    public Task<Answer> SayAsync(string text, Reader reader, IncidentId? thread, int? stamp = null)
    {
        var answered = AfterAsync(_last, text, reader, thread, stamp);
        _last = answered;
        return answered;
    }

    private async Task<Answer> AfterAsync(Task before, string text, Reader reader, IncidentId? thread, int? stamp)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        var answer = await AnswerAsync(text, reader, thread, stamp);
        _exchanges.Add(new Exchange(++_count, text, answer));
        if (_exchanges.Count > Kept) _exchanges.RemoveAt(0);
        Changed?.Invoke();
        return answer;
    }

    private async Task<Answer> AnswerAsync(string text, Reader reader, IncidentId? thread, int? stamp)
    {
        if (!reader.MayCommand) return new Answer(AnswerOutcome.NotAllowed, "Your token is for reading alone; its Scopes need the word commands.");
        if (reader.Name is not { } name) return new Answer(AnswerOutcome.NotAllowed, "Say who you are first: “Who are you?” at the top right (key m).");
        try
        {
            return await intake.AcceptAsync(new CommandRequest(text, Actor.Person(name, reader.Roles, "local"), Thread: thread, Stamp: stamp), CancellationToken.None);
        }
        catch (StorageUnavailableException failure)
        {
            return new Answer(AnswerOutcome.Invalid, $"Not stored, nothing was done. {failure.Message}");
        }
    }
}

/// <summary>A command and its answer.</summary>
/// <param name="Number">Counts up.</param>
/// <param name="Text">As it was typed.</param>
/// <param name="Answer">What came back.</param>
internal sealed record Exchange(int Number, string Text, Answer Answer);
