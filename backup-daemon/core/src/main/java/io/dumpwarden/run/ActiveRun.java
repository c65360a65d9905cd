package io.dumpwarden.run;

/**
 * A run at work in this process.
 *
 * @param control the way to end it
 */
public record ActiveRun(Run run, RunControl control, RunMeter meter, RunLog log) {}
