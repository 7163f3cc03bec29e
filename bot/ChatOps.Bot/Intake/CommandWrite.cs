using ChatOps.Core.Commands;
using ChatOps.Core.Incidents;
using ChatOps.Core.Intake;
using ChatOps.Storage;

namespace ChatOps.Bot.Intake;

/// <summary>A command or click that changes something. A repeat of its delivery gets the stored answer in the same transaction, and has no second effect.</summary>
internal sealed class CommandWrite(IntakeState state, CommandRequest request, ParsedCommand parsed) : WriteInput<Answer>
{
    private Answer? _answer;

    public override void Run(WriteTransaction transaction)
    {
        var session = state.SessionOf(transaction);
        _answer = request.DeliveryId is { } known ? transaction.Received.Find(known) : null;
        if (_answer is not null) return;
        _answer = new CommandSession(session, request.By, request.Origin).Serve(parsed);
        if (request.DeliveryId is { } delivery) transaction.Received.Add(delivery, _answer, session.Now);
    }

    public override Answer Result() => _answer!;

    public override ParkedInput Park() => Parking.Of("command", request, state.Time);

    public override Answer ParkedResult(long number) =>
        new(AnswerOutcome.Invalid, $"This could not be done because of a mistake in ChatOps itself. It is kept as number {number} for whoever runs it; nothing was changed.");
}
