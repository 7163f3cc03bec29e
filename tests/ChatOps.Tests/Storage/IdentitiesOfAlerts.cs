using ChatOps.Core.Alerts;
using ChatOps.Storage;
using ChatOps.Storage.Alerts;

namespace ChatOps.Tests.Storage;

/// <summary>Which row a label set has is kept in memory: it follows what the file holds, whatever becomes of a transaction.</summary>
internal sealed class IdentitiesOfAlerts
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(50);

    [Test]
    public async Task An_alert_whose_transaction_fails_is_not_known_and_one_before_it_is()
    {
        using var database = new TemporaryDatabase();
        await database.Write(transaction => Add(transaction, "kept"));

        Assert.That(
            async () => await database.Write(transaction =>
            {
                Add(transaction, "lost");
                throw new InvalidOperationException("poison");
            }),
            Throws.InvalidOperationException);

        Assert.That(await Known(database, "kept"), Is.True);
        Assert.That(await Known(database, "lost"), Is.False);
        await database.Write(transaction => Add(transaction, "lost"));
        Assert.That(await Known(database, "lost"), Is.True);
    }

    [Test]
    public async Task All_are_known_again_after_a_restart()
    {
        using var database = new TemporaryDatabase();
        await database.Write(transaction => Add(transaction, "one"));
        await database.Write(transaction => Add(transaction, "two"));

        database.Restart();

        Assert.That(await Known(database, "one") && await Known(database, "two"), Is.True);
        Assert.That(await Known(database, "three"), Is.False);
    }

    [Test]
    public async Task One_that_is_forgotten_is_unknown_unless_that_is_undone()
    {
        using var database = new TemporaryDatabase();
        await database.Write(transaction => Add(transaction, "old", AlertStatus.Resolved));

        Assert.That(
            async () => await database.Write(transaction =>
            {
                transaction.Alerts.Forget(Now.AddDays(1), 10);
                throw new InvalidOperationException("poison");
            }),
            Throws.InvalidOperationException);
        Assert.That(await Known(database, "old"), Is.True);

        Assert.That(await database.Write(transaction => transaction.Alerts.Forget(Now.AddDays(1), 10)), Is.EqualTo(1));
        Assert.That(await Known(database, "old"), Is.False);
    }

    private static void Add(WriteTransaction transaction, string name, AlertStatus status = AlertStatus.Firing) =>
        transaction.Alerts.Add(Text(name), "prometheus", new KnownAlert(status, AlertRole.Recorded, null, Now, null, null), null, Now);

    private static Task<bool> Known(TemporaryDatabase database, string name) => database.Write(transaction => transaction.Alerts.Find(Text(name).Hash) is not null);

    private static AlertText Text(string name) => AlertText.Of(new Alert("prometheus", LabelSet.Of(("alertname", name)), LabelSet.Empty, AlertStatus.Firing, Now));
}
