using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;

namespace ChatOps.Tests.Conventions;

/// <summary>Three bots run in one process in tests, so a meter that they would share counts for all of them.</summary>
internal sealed class StaticState
{
    [Test]
    public void No_meter_instrument_or_activity_source_is_static()
    {
        var fields = ProductAssemblies.All
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => IsShared(field.FieldType))
            .Select(field => $"{field.DeclaringType}.{field.Name}");

        Assert.That(fields, Is.Empty);
    }

    private static bool IsShared(Type type) =>
        typeof(Meter).IsAssignableFrom(type) || typeof(Instrument).IsAssignableFrom(type) || typeof(ActivitySource).IsAssignableFrom(type);
}
