using ChatOps.Core.Incidents;
using ChatOps.Core.OnCall;
using CsCheck;

namespace ChatOps.Tests.Incidents;

/// <summary>
/// The laws of the ladder over random stories. What fails is made small and printed with its seed; the summary tells where the stories ended.
/// </summary>
internal sealed class RandomLadders
{
    // ./test --soak sets the variable.
    private static readonly int Stories = Environment.GetEnvironmentVariable("CHATOPS_SOAK") is null ? 10_000 : 300_000;

    private static readonly Gen<Move> AMove = Gen.Select(Gen.Int[0, 39], Gen.Int[0, 10_000], Gen.Int[0, 10_000]).Select(move => new Move(move.Item1, move.Item2, move.Item3));

    private static readonly Gen<(int Service, Move[] Moves)> AStory = Gen.Select(Gen.Int[0, 23], AMove.Array[1, 60]);

    [Test]
    public void The_laws_hold_whatever_happens() => AStory.Sample(
        story =>
        {
            var ladder = Tell(story);
            ladder.FoldsToItself();
            return ladder.Incident is { } incident ? $"Level {incident.Ladder.Level} {incident.State}" : "nothing opened";
        },
        TestContext.Out.WriteLine,
        iter: Stories,
        print: Print);

    [Test]
    public void An_incident_that_is_left_alone_comes_to_the_user_or_to_its_end() => AStory.Sample(
        story =>
        {
            var ladder = Tell(story);
            for (var day = 0; day < 9 && ladder.Incident is not null; day++) ladder.Pass(TimeSpan.FromDays(1), late: false);
            if (ladder.Incident is not { } incident) return "nothing opened";
            var top = incident.Service.Criticality == Criticality.Low ? 3 : 4;
            LadderLaws.Hold(incident.State == IncidentState.Resolved || incident.Ladder.Level >= top, "nobody is waited for in vain");
            return incident.State == IncidentState.Resolved ? "resolved" : "asks";
        },
        TestContext.Out.WriteLine,
        iter: Stories / 20,
        print: Print);

    [Test]
    public void The_stories_reach_every_level_and_state()
    {
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<(int, IncidentState), int>();
        AStory.Sample(
            story =>
            {
                var ladder = new RandomLadder(story.Service);
                foreach (var move in story.Moves)
                {
                    ladder.Do(move);
                    if (ladder.Incident is { } incident) seen.AddOrUpdate((incident.Ladder.Level, incident.State), 1, (_, count) => count + 1);
                }
            },
            iter: Stories / 10);

        Assert.That(seen.Keys.Select(key => key.Item2).Distinct(), Is.EquivalentTo(Enum.GetValues<IncidentState>()));
        Assert.That(seen.Keys.Select(key => key.Item1).Distinct(), Is.EquivalentTo((int[])[1, 2, 3, 4]));
    }

    private static RandomLadder Tell((int Service, Move[] Moves) story)
    {
        var ladder = new RandomLadder(story.Service);
        foreach (var move in story.Moves) ladder.Do(move);
        return ladder;
    }

    private static string Print((int Service, Move[] Moves) story) =>
        $"service {story.Service}: " + string.Join(" ", story.Moves.Select(move => $"({move.Kind},{move.A},{move.B})"));
}
