using ChatOps.Storage;
using ChatOps.Storage.Engine;

namespace ChatOps.Tests.Storage;

internal sealed class CheckpointTests
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(30);

    // More pages than a log may have before the writer lets it start over.
    private static readonly string Much = new('x', 40_000_000);

    [Test]
    public void A_checkpoint_that_fails_between_two_transactions_does_not_end_the_writer()
    {
        using var files = new TemporaryDatabase();
        var options = new StorageOptions { ConnectionString = $"Data Source={files.File}" };
        using var writer = new Connection(options, forReading: false);
        using var checkpoints = new Checkpoints(options);
        Grow(writer, checkpoints);

        // SQLite refuses one inside a transaction, as it does on a disk that fails.
        writer.Begin();

        Assert.That(() => checkpoints.Committed(writer), Throws.Nothing);
    }

    [Test]
    public void A_log_that_has_grown_starts_over_when_the_writer_has_finished_its_rest()
    {
        using var files = new TemporaryDatabase();
        var options = new StorageOptions { ConnectionString = $"Data Source={files.File}" };
        using var writer = new Connection(options, forReading: false);
        using var checkpoints = new Checkpoints(options);
        Grow(writer, checkpoints);
        var grown = new FileInfo(files.File + "-wal").Length;

        checkpoints.Committed(writer);
        writer.Execute("insert into big values ('small')");
        writer.Checkpoint(out var pages);

        Assert.Multiple(() =>
        {
            Assert.That(grown, Is.GreaterThan(32_000_000));
            Assert.That(pages, Is.LessThan(10));
        });
    }

    private static void Grow(Connection writer, Checkpoints checkpoints)
    {
        writer.Execute("create table big (text text)");
        writer.Execute($"insert into big values ('{Much}')");
        checkpoints.Committed(writer);
        Assert.That(() => checkpoints.WriterFinishes, Is.True.After((int)Within.TotalMilliseconds, 10));
    }
}
