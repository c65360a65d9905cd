package io.dumpwarden.app.command;

/** Where the process begins. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(DumpwardenCommand.run(System.getenv(), arguments));
  }
}
