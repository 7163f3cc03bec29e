using ChatOps.Storage;

namespace ChatOps.Tests.Storage;

/// <summary>A database in a folder of its own, which goes with it.</summary>
internal sealed class TemporaryDatabase : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chatops-tests-");
    private readonly StorageOptions _options;

    public TemporaryDatabase(StorageOptions? options = null)
    {
        _options = (options ?? new StorageOptions()) with { ConnectionString = $"Data Source={File}" };
        Open = new Database(_options, Notices.Add);
    }

    public string Folder => _folder.FullName;

    public string File => Path.Combine(_folder.FullName, "chatops.db");

    public List<StorageNotice> Notices { get; } = [];

    public Database Open { get; private set; }

    /// <summary>Closes it and opens it again, as a restart does.</summary>
    public Database Restart()
    {
        Open.Dispose();
        return Open = new Database(_options, Notices.Add);
    }

    public Task<T> Write<T>(Func<WriteTransaction, T> write) => Open.WriteAsync(write, CancellationToken.None);

    public Task Write(Action<WriteTransaction> write) => Open.WriteAsync(write, CancellationToken.None);

    public Task<T> Read<T>(Func<ReadTransaction, T> read) => Open.ReadAsync(read, CancellationToken.None);

    public void Dispose()
    {
        Open.Dispose();
        _folder.Delete(recursive: true);
    }
}
