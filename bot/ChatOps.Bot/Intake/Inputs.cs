using System.Text.Json;
using ChatOps.Core.Incidents;
using ChatOps.Core.Intake;
using ChatOps.Storage;

namespace ChatOps.Bot.Intake;

/// <summary>Alerts that came in one request.</summary>
internal sealed class AlertsInput(IntakeState state, IReadOnlyList<PreparedAlert> alerts) : WriteInput<AlertReceipt>
{
    private readonly List<AlertGroup> _groups = [];

    public override int Weight => Math.Max(1, alerts.Count);

    public override void Run(WriteTransaction transaction)
    {
        _groups.Clear();
        var session = state.SessionOf(transaction);
        foreach (var alert in alerts)
        {
            if (session.Alerts.Take(alert) is { } group) _groups.Add(group);
        }
    }

    public override AlertReceipt Result() => new(alerts.Count, [.. _groups.Select(group => group.Incident).OfType<IncidentId>().Distinct()]);

    public override ParkedInput Park() => Parking.Of("alerts", alerts.Select(alert => alert.Filed.Alert), state.Time);

    public override AlertReceipt ParkedResult(long number) => new(alerts.Count, []);
}

/// <summary>An input from inside, for one incident.</summary>
internal sealed class IncidentsInput(IntakeState state, IncidentId incident, IncidentInput input) : WriteInput<Answer?>
{
    private Answer? _answer;

    public override void Run(WriteTransaction transaction) => _answer = state.SessionOf(transaction).Feed(incident, input)?.Answer;

    public override Answer? Result() => _answer;

    public override ParkedInput Park() => Parking.Of(input.GetType().Name, new { Incident = incident, Input = (object)input }, state.Time);

    public override Answer? ParkedResult(long number) => null;
}

/// <summary>Something that is done with a session: the end of an attempt with the input that it is, a delivery with the wait that it begins.</summary>
internal sealed class SessionInput<T>(IntakeState state, string kind, Func<IntakeSession, T> run) : WriteInput<T>
{
    private T? _result;

    public override void Run(WriteTransaction transaction) => _result = run(state.SessionOf(transaction));

    public override T Result() => _result!;

    public override ParkedInput? Park() => null;

    public override T ParkedResult(long number) => throw new InvalidOperationException($"An input of kind {kind} is never parked.");
}

/// <summary>How inputs are kept for an operator.</summary>
internal static class Parking
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = false };

    public static ParkedInput Of(string kind, object input, TimeProvider time) => new(kind, Text(input), time.GetUtcNow());

    private static string Text(object input)
    {
        try
        {
            return JsonSerializer.Serialize(input, Options);
        }
        catch (NotSupportedException)
        {
            return JsonSerializer.Serialize(input.ToString());
        }
    }
}
