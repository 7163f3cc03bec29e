using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ChatOps.Bot.Demo;

/// <summary>How this very program is started once more: the demo's service and its control are commands of it.</summary>
/// <param name="Path">The file to execute.</param>
/// <param name="First">Arguments that come before the command.</param>
internal sealed record SelfProgram(string Path, IReadOnlyList<string> First)
{
    /// <summary>
    /// By way of the runtime's own program where there is one, since that finds its way without any environment (which the runbook action
    /// <c>command</c> does not give); a self-contained build is started as it is.
    /// </summary>
    public static SelfProgram Find()
    {
        var dotnet = System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        var assembly = System.IO.Path.Combine(AppContext.BaseDirectory, "ChatOps.Bot.dll");
        return File.Exists(dotnet) && File.Exists(assembly)
            ? new(dotnet, [assembly])
            : new(Environment.ProcessPath ?? throw new InvalidOperationException("The program does not know its own file."), []);
    }

    /// <summary>Starts a command of it; its output goes nowhere.</summary>
    public Process Start(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Path) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in First.Concat(arguments)) start.ArgumentList.Add(argument);
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{Path} could not be started.");
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
