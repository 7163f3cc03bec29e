// Fixtures share nothing; the tests of one fixture run in turn. More at once than a small machine has cores, since many wait for a disk or for a real second.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(4)]
