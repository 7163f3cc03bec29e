using System.Collections.Concurrent;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Scenarios;

/// <summary>What the scenarios of one run share: programs that serve several of them, and a folder.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Type, Lazy<Task<IAsyncDisposable>>> shared = new();
    private readonly ConcurrentStack<IAsyncDisposable> started = new();
    private readonly TemporaryFolder folder = new();

    /// <summary>A folder of this run.</summary>
    /// <param name="name">Its name; the same name is the same folder.</param>
    public string Folder(string name) => Directory.CreateDirectory(folder.File(name)).FullName;

    /// <summary>A program of the run: a script for <c>/bin/sh</c>, which gets nothing but its arguments.</summary>
    /// <returns>Its path.</returns>
    public string Program(string name, string script)
    {
        var path = folder.Write(Path.Combine("bin", name), "#!/bin/sh\n" + script.ReplaceLineEndings("\n") + "\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    /// <summary>The one of its kind, started by whoever asks first and ended with the run, those that were started last first.</summary>
    public async Task<T> ShareAsync<T>(Func<Task<T>> start)
        where T : class, IAsyncDisposable
    {
        var one = shared.GetOrAdd(typeof(T), _ => new Lazy<Task<IAsyncDisposable>>(async () =>
        {
            var made = await start();
            started.Push(made);
            return made;
        }));
        return (T)await one.Value;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in started) await one.DisposeAsync();
        folder.Dispose();
    }
}
