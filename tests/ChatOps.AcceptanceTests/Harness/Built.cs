namespace ChatOps.AcceptanceTests.Harness;

/// <summary>Where the build has put the programs, found from where the tests run.</summary>
internal static class Built
{
    public static string Root { get; } = FindRoot();

    public static string Bot { get; } = Program("bot", "ChatOps.Bot");

    public static string Servers { get; } = Program("tests", "ChatOps.Servers");

    /// <summary>The dotnet host that runs the tests runs the programs too.</summary>
    public static string Dotnet { get; } = FindDotnet();

    // The tests lie in …/bin/<configuration>/<framework>, and so do the programs that were built with them.
    private static string Program(string room, string name)
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var path = Path.Combine(Root, room, name, "bin", framework.Parent!.Name, framework.Name, name + ".dll");
        return File.Exists(path) ? path : throw new InvalidOperationException($"{path} has not been built");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ChatOps.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No ChatOps.sln above {AppContext.BaseDirectory}");
    }

    // The runtime lies in <dotnet>/shared/Microsoft.NETCore.App/<version>.
    private static string FindDotnet() =>
        Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
}
