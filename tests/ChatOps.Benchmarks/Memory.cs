using System.Globalization;

namespace ChatOps.Benchmarks;

/// <summary>A process's memory as the kernel counts it.</summary>
internal static class Memory
{
    /// <summary>Resident now, in MB.</summary>
    public static double ResidentOf(int process) => Read(process, "VmRSS");

    /// <summary>The most that was ever resident, in MB.</summary>
    public static double PeakOf(int process) => Read(process, "VmHWM");

    private static double Read(int process, string field)
    {
        var line = File.ReadLines($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/status").First(line => line.StartsWith(field, StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
