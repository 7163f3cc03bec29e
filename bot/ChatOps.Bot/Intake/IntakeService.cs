using ChatOps.Core.Alerts;
using ChatOps.Core.Commands;
using ChatOps.Core.Incidents;
using ChatOps.Core.Intake;
using ChatOps.Core.OnCall;
using ChatOps.Storage;

namespace ChatOps.Bot.Intake;

/// <summary>The one way in: each call returns after its commit is on disk.</summary>
internal sealed class IntakeService(Database database, IntakeState state, IQueryAnswers queries) : IIntake
{
    /// <inheritdoc/>
    public Task<AlertReceipt> AcceptAsync(IReadOnlyList<Alert> alerts, CancellationToken cancellationToken)
    {
        if (alerts.Count == 0) return Task.FromResult(new AlertReceipt(0, []));
        // Filing needs nothing stored, so it is done here, beside the writer.
        var prepared = new PreparedAlert[alerts.Count];
        for (var i = 0; i < prepared.Length; i++) prepared[i] = PreparedAlert.Of(alerts[i], state.World.Filing);
        return database.WriteAsync(new AlertsInput(state, prepared), sweep: false, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Answer> AcceptAsync(CommandRequest command, CancellationToken cancellationToken)
    {
        // Before it is read, so that nothing that comes of it (an entry, an answer, a parked input) holds a secret.
        command = command with { Text = state.World.Mask.Mask(command.Text ?? "") };
        return CommandParser.Parse(command) switch
        {
            ParsedCommand.Asks asks => queries.AnswerAsync(asks.Query, command.By, cancellationToken),
            var parsed => database.WriteAsync(new CommandWrite(state, command, parsed), sweep: false, cancellationToken),
        };
    }

    /// <inheritdoc/>
    public Task<Answer?> AcceptAsync(IncidentId incident, IncidentInput input, CancellationToken cancellationToken) =>
        database.WriteAsync(new IncidentsInput(state, incident, input), sweep: false, cancellationToken);

    /// <summary>Does this in the next transaction, where inputs can be given to incidents; returns after its commit is on disk.</summary>
    /// <param name="kind">What it is, for the log.</param>
    /// <param name="run">What is done. It may run twice when a batch fails, so it keeps nothing from an earlier run.</param>
    /// <param name="cancellationToken">Leaves the queue.</param>
    /// <exception cref="StorageUnavailableException">Nothing was stored.</exception>
    public Task<T> RunAsync<T>(string kind, Func<IntakeSession, T> run, CancellationToken cancellationToken) =>
        database.WriteAsync(new SessionInput<T>(state, kind, run), sweep: false, cancellationToken);
}

/// <summary>The read side, which answers questions.</summary>
internal interface IQueryAnswers
{
    /// <summary>Answers a question of this person.</summary>
    Task<Answer> AnswerAsync(Query query, Actor by, CancellationToken cancellationToken);
}
