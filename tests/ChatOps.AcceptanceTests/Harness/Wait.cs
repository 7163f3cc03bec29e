using System.Diagnostics;

namespace ChatOps.AcceptanceTests.Harness;

/// <summary>Waits for something to become true, with a bound; what is never true fails the test with what was seen last.</summary>
internal static class Wait
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <param name="condition">Asked until it is true. An <see cref="HttpRequestException"/> counts as "not yet".</param>
    /// <param name="bound">How long it may take.</param>
    /// <param name="what">Ends the sentence "waited … for".</param>
    /// <param name="seen">What to tell in the failure.</param>
    public static Task Until(Func<Task<bool>> condition, TimeSpan bound, string what, Func<string>? seen = null) =>
        For(async () => await condition() ? "yes" : null, bound, what, seen);

    /// <summary>As <see cref="Until(Func{Task{bool}}, TimeSpan, string, Func{string})"/>.</summary>
    public static Task Until(Func<bool> condition, TimeSpan bound, string what, Func<string>? seen = null) =>
        Until(() => Task.FromResult(condition()), bound, what, seen);

    /// <summary>Asks until there is an answer that is not null, and gives it.</summary>
    public static async Task<T> For<T>(Func<Task<T?>> question, TimeSpan bound, string what, Func<string>? seen = null)
        where T : class
    {
        var began = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Pause);
        Exception? last = null;
        while (true)
        {
            try
            {
                if (await question() is { } answer)
                {
                    return answer;
                }

                last = null;
            }
            catch (HttpRequestException exception)
            {
                last = exception;
            }

            if (Stopwatch.GetElapsedTime(began) > bound)
            {
                throw new AssertionException($"Waited {bound.TotalSeconds:0.#} s for {what}. {last?.Message} {seen?.Invoke()}");
            }

            await timer.WaitForNextTickAsync();
        }
    }
}
