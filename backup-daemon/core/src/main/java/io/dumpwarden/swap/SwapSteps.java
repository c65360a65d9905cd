package io.dumpwarden.swap;

/** Told of every step before and after it is done; tests let a replacement die there. */
@FunctionalInterface
interface SwapSteps {

  SwapSteps UNHEARD = step -> {};

  void reached(String step);
}
