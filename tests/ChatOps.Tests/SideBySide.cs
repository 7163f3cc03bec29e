// Fixtures share nothing, so two cores take half the time; the tests of one fixture run in turn.
[assembly: Parallelizable(ParallelScope.Fixtures)]
