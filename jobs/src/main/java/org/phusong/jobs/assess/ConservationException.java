package org.phusong.jobs.assess;

/** Figures that do not add up: a fault of the program, never of the inputs. Nothing may be published. Exit code 4. */
public final class ConservationException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * @param law what must hold
     * @param where which area, service, operator and measure
     * @param expected the figure by one way
     * @param found the figure by the other
     */
    public ConservationException(String law, String where, Object expected, Object found) {
        super("The run cannot be published, because its figures do not add up: " + law + "; " + where + ": expected "
                + expected + ", found " + found);
    }
}
