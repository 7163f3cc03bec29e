namespace ChatOps.Storage;

/// <summary>Where the embedded database is.</summary>
public sealed record StorageOptions
{
    /// <summary>A connection string of Microsoft.Data.Sqlite; <c>Data Source</c> is the file, relative to the current directory.</summary>
    public string ConnectionString { get; init; } = "Data Source=data/chatops.db";

    /// <summary>How much may share one transaction: the sum of the weights of its inputs (an alert weighs 1). 1 and up.</summary>
    public int BatchWeight { get; init; } = 1_000;

    /// <summary>How many inputs may wait for the writer before new ones are refused. 1 and up.</summary>
    public int MostWaiting { get; init; } = 20_000;

    /// <summary>How many reads run at the same time. 1 and up.</summary>
    public int Readers { get; init; } = 4;

    /// <summary>How long a write waits while another program holds the file. Not negative.</summary>
    public TimeSpan WaitForLock { get; init; } = TimeSpan.FromSeconds(5);
}
