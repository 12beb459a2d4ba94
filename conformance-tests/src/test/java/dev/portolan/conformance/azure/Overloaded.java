package dev.portolan.conformance.azure;

/** Two methods of one name. */
public final class Overloaded {

    public void run() {}

    public void run(String text) {}
}
