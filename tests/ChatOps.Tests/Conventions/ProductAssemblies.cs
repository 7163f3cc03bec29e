using System.Reflection;

namespace ChatOps.Tests.Conventions;

/// <summary>The assemblies that are shipped.</summary>
internal static class ProductAssemblies
{
    public static IReadOnlyList<Assembly> All { get; } =
        [.. Repository.Projects("bot", "adapters").Select(project => Assembly.Load(project.Name))];

    public static Assembly Core { get; } = Assembly.Load("ChatOps.Core");
}
