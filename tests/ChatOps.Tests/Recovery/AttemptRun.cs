using ChatOps.Bot.Recovery.Reading;
using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;

namespace ChatOps.Tests.Recovery;

/// <summary>Plays an attempt against scripted actions on a clock of its own: every action takes a second.</summary>
internal sealed class AttemptRun
{
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 3, 0, 0, TimeSpan.Zero);

    public static readonly Service Checkout = new(
        "checkout", Domain.Backend, Criticality.Critical, true, "Nobody can pay", [], [], new Dictionary<string, string> { ["health"] = "http://127.0.0.1:9100/health", ["unit"] = "checkout-1" });

    private readonly Dictionary<string, IAction> _actions;

    public AttemptRun(string runbook, params IAction[] actions)
    {
        _actions = actions.ToDictionary(action => action.Name);
        var read = new RunbookReader(_actions).Read("test.yaml", runbook, out var mistakes);
        Assert.That(mistakes, Is.Empty);
        State = new AttemptState
        {
            Plan = new AttemptPlan(1, read!.Name, runbook, null, Start.AddMinutes(5), false, false),
            Runbook = read,
            Facts = new AttemptFacts(new IncidentId(42), "prod", Checkout, Challenge.ServiceDown, Severity.Critical, new Dictionary<string, string> { ["instance"] = "db-1:9100" }),
            StartedAt = Start,
        };
    }

    public AttemptState State { get; set; }

    public DateTimeOffset Now { get; set; } = Start;

    public AttemptSituation Situation { get; set; } = new(null, 0, 4, TimeSpan.FromMinutes(3), false, [], null, TimeZoneInfo.Utc);

    /// <summary>What was moved so far, without waits.</summary>
    public List<AttemptMove> Moves { get; } = [];

    public AttemptMove Next() => AttemptDecider.Next(State, Situation, _actions.GetValueOrDefault, Now);

    public AttemptRun With(Func<AttemptPlan, AttemptPlan> change)
    {
        State = State with { Plan = change(State.Plan) };
        return this;
    }

    /// <summary>Plays until it ends, or until a move that <paramref name="stop"/> wants.</summary>
    public AttemptMove Play(Func<AttemptMove, bool>? stop = null)
    {
        for (var i = 0; i < 1000; i++)
        {
            var move = Next();
            if (move is not AttemptMove.Wait) Moves.Add(move);
            if (move is AttemptMove.End || stop?.Invoke(move) == true) return move;
            Make(move);
        }

        throw new InvalidOperationException("The attempt does not end.");
    }

    public AttemptMove.End PlayToEnd() => (AttemptMove.End)Play();

    public void Make(AttemptMove move)
    {
        switch (move)
        {
            case AttemptMove.Run run:
                var result = ((ScriptedAction)_actions[run.Step.Step.Action]).Take(run.Step.Arguments);
                State = State.Ran(run, result, Now, Now.AddSeconds(1));
                Now = Now.AddSeconds(1);
                break;
            case AttemptMove.Conclude conclude:
                State = State.With(conclude.Record);
                break;
            case AttemptMove.Ask ask:
                State = State with { Asked = ask.Approval };
                break;
            case AttemptMove.Hold:
                State = State with { HoldsTargets = true };
                break;
            case AttemptMove.Wait wait:
                Now = wait.Until;
                break;
        }
    }
}
