using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;
using ChatOps.Core.OnCall;
using ChatOps.Storage;
using ChatOps.Storage.Incidents;

namespace ChatOps.Tests.Storage;

internal sealed class UrgentReadsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 3, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task The_highest_level_stands_first_and_of_one_level_the_newest()
    {
        using var database = new TemporaryDatabase();
        await database.Write(transaction => Put(transaction, (1, 2, null), (2, 4, null), (3, 1, null), (4, 2, null)));

        Assert.That(await Ids(database, new UrgentFilter()), Is.EqualTo((long[])[2, 4, 1, 3]));
        Assert.That(await Ids(database, new UrgentFilter { Skip = 1, Limit = 2 }), Is.EqualTo((long[])[4, 1]));
    }

    [Test]
    public async Task A_list_is_narrowed_by_level_owner_and_the_beginning_of_the_service()
    {
        using var database = new TemporaryDatabase();
        await database.Write(transaction => Put(transaction, (1, 2, "ana"), (2, 3, "ana"), (30, 2, "kim")));

        Assert.That(await Ids(database, new UrgentFilter { Level = 2 }), Is.EqualTo((long[])[30, 1]));
        Assert.That(await Ids(database, new UrgentFilter { Owner = "ana" }), Is.EqualTo((long[])[2, 1]));
        Assert.That(await Ids(database, new UrgentFilter { Service = "web-3" }), Is.EqualTo((long[])[30]));
        Assert.That(await Ids(database, new UrgentFilter { Ended = true }), Is.Empty);
    }

    [Test]
    public async Task The_channel_has_heads_and_digests_and_counts_what_stands_in_threads()
    {
        using var database = new TemporaryDatabase();
        var message = new ChatMessage("said", [], [], []);
        await database.Write(transaction =>
        {
            transaction.Chat.ShowHead(new IncidentId(1), "incidents", "ChatOps", message, Now);
            transaction.Chat.Post(1, new IncidentId(1), "incidents", "mention", "ChatOps", message, Now);
            transaction.Chat.Post(2, new IncidentId(1), "incidents", "news", "ChatOps", message, Now);
            transaction.Chat.Post(3, null, "incidents", "news", "ChatOps", message, Now);
        });

        var channel = await database.Read(read => read.Chat.Channel(10));

        Assert.That(channel.Select(line => (line.Line.Kind, line.Replies)), Is.EqualTo(((string, int)[])[("news", 0), ("head", 2)]));
    }

    private static async Task<long[]> Ids(TemporaryDatabase database, UrgentFilter filter) =>
        [.. (await database.Read(read => read.Urgent.List(filter))).Select(incident => incident.Id.Number)];

    private static void Put(WriteTransaction transaction, params (long Number, int Level, string? Owner)[] incidents)
    {
        foreach (var (number, level, owner) in incidents)
        {
            transaction.Incidents.Add(
                new Incident
                {
                    Id = new IncidentId(number),
                    Key = new IncidentKey("", $"web-{number}", Challenge.ServiceDown),
                    Service = Service.Unlisted($"web-{number}"),
                    Severity = Severity.Warning,
                    Title = "down",
                    Policy = new EscalationPolicy(),
                    OpenedAt = Now,
                    LastOpenedAt = Now,
                    Ladder = new Ladder { Level = level, State = IncidentState.AwaitingAcknowledgement, EnteredAt = Now, Owner = owner },
                    Recovery = RecoveryTrack.Idle,
                });
        }
    }
}
