// Scores any number of images with a saved model, on one machine or, in shards, on many.
//
// Exit codes: 0 all rows have scores; 1 the command line, the model, the input or the output folder is wrong; 2 all is
// done, but some rows have an error in place of scores (0 with --allow-failed-rows). Killed at any moment and started
// again with the same command line, it goes on where it was.
using System.CommandLine;
using BatchScoring.Merging;
using BatchScoring.Scoring;

return new RootCommand("Scores images with a saved ActiveShift model.") { ScoreCommand.Create(), MergeCommand.Create() }.Parse(args).Invoke();
