// SCORE-ONLY IMAGES MODEL: loads the model and scores.
Scores.Print(args[1], args[0]);
