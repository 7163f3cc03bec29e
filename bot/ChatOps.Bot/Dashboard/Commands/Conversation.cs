using ChatOps.Core.Incidents;
using ChatOps.Core.Intake;
using ChatOps.Core.Messages;
using ChatOps.Core.OnCall;

namespace ChatOps.Bot.Dashboard.Commands;

/// <summary>What one reader typed and was answered on one open page. Answers are for that person alone, so they live and end with the page.</summary>
internal sealed class Conversation(IIntake intake)
{
    private const int Kept = 20;

    private readonly List<Exchange> _exchanges = [];

    /// <summary>Raised when something was said or is to be written.</summary>
    public event Action? Changed;

    /// <summary>What was said, oldest first.</summary>
    public IReadOnlyList<Exchange> Exchanges => _exchanges;

    /// <summary>What a button asks the reader to finish in the command box, until the box takes it.</summary>
    public string? Draft { get; private set; }

    /// <summary>Runs what a button says, or puts it into the command box when it wants more words.</summary>
    public Task PressAsync(Button button, Reader reader)
    {
        if (!button.Command.EndsWith(' ')) return SayAsync(button.Command, reader, button.Incident, button.Stamp);
        Draft = button.Command;
        Changed?.Invoke();
        return Task.CompletedTask;
    }

    /// <summary>Takes the draft away.</summary>
    public string? TakeDraft()
    {
        var draft = Draft;
        Draft = null;
        return draft;
    }

    /// <summary>Runs a command and keeps its answer.</summary>
    public async Task<Answer> SayAsync(string text, Reader reader, IncidentId? thread, int? stamp = null)
    {
        var answer = await AnswerAsync(text, reader, thread, stamp);
        _exchanges.Add(new Exchange(text, answer));
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
/// <param name="Text">As it was typed.</param>
/// <param name="Answer">What came back.</param>
internal sealed record Exchange(string Text, Answer Answer);
