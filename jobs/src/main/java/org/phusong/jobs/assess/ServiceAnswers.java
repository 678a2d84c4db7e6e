package org.phusong.jobs.assess;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.phusong.geodata.claim.AnswerDictionary;
import org.phusong.geodata.claim.ClaimClass;
import org.phusong.geodata.claim.CodePointOrder;
import org.phusong.geodata.claim.OperatorBook;
import org.phusong.geodata.claim.ServiceDefinition;

/**
 * What every answer means: by which services it is served, through which operators, over how many networks.
 *
 * <p>Definitions are evaluated once a class, and classes gathered once an answer; sums over wards then only look up numbers. Immutable.
 *
 * <p>Services are ordered by name and operators ({@code ANY} among them) too, both by code point: the order of the tables. A
 * <em>slot</em> is one service with one operator: {@code service * operators().size() + operator}.
 */
public final class ServiceAnswers {

    private final List<String> services;
    private final List<String> operators;
    private final int any;
    private final int networkCount;
    // By answer: the slots that serve it, ascending.
    private final int[][] slots;
    // By answer and service: how many distinct networks serve it.
    private final int[] networks;

    /**
     * @param services definitions, in any order
     * @param book which network an operator runs on; what it lists are operators of the study
     * @param claimOperators operators of any accepted claim, valid on the day or not
     * @param classes classes in the order of their ids
     * @param answers answers over these classes
     */
    public ServiceAnswers(
            List<ServiceDefinition> services,
            OperatorBook book,
            Collection<String> claimOperators,
            List<ClaimClass> classes,
            AnswerDictionary answers) {
        List<ServiceDefinition> ordered = services.stream()
                .sorted(Comparator.comparing(ServiceDefinition::name, CodePointOrder.INSTANCE))
                .toList();
        this.services = ordered.stream().map(ServiceDefinition::name).toList();
        Set<String> names = new TreeSet<>(CodePointOrder.INSTANCE);
        names.addAll(book.listed());
        names.addAll(claimOperators);
        classes.forEach(c -> names.add(c.operator()));
        List<String> networkNames =
                names.stream().map(book::networkOf).distinct().toList();
        this.networkCount = networkNames.size();
        names.add(OperatorBook.ANY);
        this.operators = List.copyOf(names);
        this.any = operators.indexOf(OperatorBook.ANY);

        boolean[][] meets = new boolean[ordered.size()][classes.size()];
        int[] operatorOf = new int[classes.size()];
        int[] networkOf = new int[classes.size()];
        for (int c = 0; c < classes.size(); c++) {
            ClaimClass claim = classes.get(c);
            operatorOf[c] = operators.indexOf(claim.operator());
            networkOf[c] = networkNames.indexOf(book.networkOf(claim.operator()));
            for (int s = 0; s < ordered.size(); s++) {
                meets[s][c] = ordered.get(s).isMetBy(claim);
            }
        }
        this.slots = new int[answers.size()][];
        this.networks = new int[answers.size() * ordered.size()];
        boolean[] operatorSeen = new boolean[operators.size()];
        boolean[] networkSeen = new boolean[networkCount];
        List<Integer> served = new ArrayList<>();
        for (int a = 0; a < answers.size(); a++) {
            int[] ids = answers.classIds(a);
            served.clear();
            for (int s = 0; s < ordered.size(); s++) {
                Arrays.fill(operatorSeen, false);
                Arrays.fill(networkSeen, false);
                for (int id : ids) {
                    if (meets[s][id]) {
                        operatorSeen[any] = true;
                        operatorSeen[operatorOf[id]] = true;
                        if (!networkSeen[networkOf[id]]) {
                            networkSeen[networkOf[id]] = true;
                            networks[a * ordered.size() + s]++;
                        }
                    }
                }
                for (int o = 0; o < operatorSeen.length; o++) {
                    if (operatorSeen[o]) {
                        served.add(s * operatorSeen.length + o);
                    }
                }
            }
            slots[a] = served.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    /** Names of the services, by code point; their positions are the service numbers. */
    public List<String> services() {
        return services;
    }

    /** Names of the operators of the study and {@code ANY}, by code point; their positions are the operator numbers. */
    public List<String> operators() {
        return operators;
    }

    /** The operator number of {@code ANY}. */
    public int any() {
        return any;
    }

    /** How many distinct networks the operators of the study run on. */
    public int networkCount() {
        return networkCount;
    }

    /** How many distinct networks serve an answer, 0 to {@link #networkCount()}. */
    public int networks(int answerId, int service) {
        return networks[answerId * services.size() + service];
    }

    /** True when any operator serves an answer. */
    public boolean isServed(int answerId, int service) {
        return networks(answerId, service) > 0;
    }

    /** The slots that serve an answer, ascending; not to be changed. */
    int[] slots(int answerId) {
        return slots[answerId];
    }
}
