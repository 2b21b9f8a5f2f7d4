//! Clusters of spellings: everything round the commonest form, and no chains.
//!
//! Forms are clustered, not places, so that one name misspelt in three articles is one finding.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::Link;
use crate::check::{Corpus, FactRef};
use crate::finding::Certainty;
use crate::text;

/// Spellings thought one name.
#[derive(Debug, Default)]
pub(super) struct Cluster {
    /// The forms, the commonest first, each with the spellings that were linked.
    pub(super) forms: Vec<Form>,
    /// The links that hold it, by number.
    pub(super) links: Vec<usize>,
    pub(super) certainty: Option<Certainty>,
}

/// One form of a cluster.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Form {
    pub(super) form: String,
    pub(super) count: usize,
    pub(super) at: Vec<FactRef>,
}

/// Makes clusters of links.
pub(super) fn clusters(corpus: &Corpus, links: &[Link]) -> Vec<Cluster> {
    let form_of = |at: FactRef| &*corpus.facts(at.article).spellings[at.index as usize].form;
    // Links between the same two forms are one edge.
    let mut edges: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (number, link) in links.iter().enumerate() {
        let (a, b) = (form_of(link.a).to_lowercase(), form_of(link.b).to_lowercase());
        edges.entry(if a < b { (a, b) } else { (b, a) }).or_default().push(number);
    }
    let mut forms: BTreeMap<String, Form> = BTreeMap::new();
    for link in links {
        for at in [link.a, link.b] {
            let spelling = &corpus.facts(at.article).spellings[at.index as usize];
            let form = forms.entry(spelling.form.to_lowercase()).or_default();
            if !form.at.contains(&at) {
                form.at.push(at);
                form.count += spelling.places.len();
                if form.form.is_empty() {
                    form.form = spelling.form.to_string();
                }
            }
        }
    }
    for form in forms.values_mut() {
        form.at.sort_unstable();
    }
    let best = |numbers: &[usize]| numbers.iter().map(|&n| links[n].verdict.certainty).max();
    let mut order: Vec<&String> = forms.keys().collect();
    order.sort_by(|a, b| forms[*b].count.cmp(&forms[*a].count).then(a.cmp(b)));
    let mut taken: BTreeMap<&String, usize> = BTreeMap::new();
    let mut found: Vec<Cluster> = Vec::new();
    // What each form is linked to, the commonest first.
    let rank: FxHashMap<&String, usize> = order.iter().enumerate().map(|(at, name)| (*name, at)).collect();
    let mut linked: Vec<Vec<(usize, &Vec<usize>)>> = vec![Vec::new(); order.len()];
    for ((a, b), numbers) in edges.iter().filter(|((a, b), _)| a != b) {
        linked[rank[a]].push((rank[b], numbers));
        linked[rank[b]].push((rank[a], numbers));
    }
    linked.iter_mut().for_each(|others| others.sort_unstable_by_key(|(rank, _)| *rank));
    for level in [Certainty::Likely, Certainty::Ask] {
        for (at, &name) in order.iter().enumerate() {
            if taken.contains_key(name) {
                continue;
            }
            // The commonest form that it is linked to leads.
            let lead = linked[at].iter().find(|(_, numbers)| best(numbers) >= Some(level));
            let Some(&(lead, numbers)) = lead else { continue };
            let lead = order[lead];
            match taken.get(lead).copied() {
                // A name that the copy spells in two ways for sure has its third way by the same doubt.
                Some(index)
                    if best(numbers) == found[index].certainty
                        || found[index].certainty == Some(Certainty::Likely)
                            && skeleton(&forms[name].form) == skeleton(&forms[lead].form) =>
                {
                    found[index].forms.push(forms[name].clone());
                    found[index].links.extend(numbers);
                    taken.insert(name, index);
                }
                _ => {
                    let index = found.len();
                    found.push(Cluster {
                        forms: vec![forms[lead].clone(), forms[name].clone()],
                        links: numbers.clone(),
                        certainty: best(numbers),
                    });
                    taken.entry(lead).or_insert(index);
                    taken.insert(name, index);
                }
            }
        }
    }
    for cluster in &mut found {
        cluster.forms.sort_by(|a, b| b.count.cmp(&a.count).then(a.form.cmp(&b.form)));
        narrow(cluster, links);
    }
    found
}

/// The consonants of a form.
fn skeleton(form: &str) -> String {
    text::skeleton(&text::fold(form))
}

/// Keeps of each form the spellings that the cluster's own links name.
fn narrow(cluster: &mut Cluster, links: &[Link]) {
    let named: Vec<FactRef> =
        cluster.links.iter().flat_map(|&number| [links[number].a, links[number].b]).collect();
    for form in &mut cluster.forms {
        form.at.retain(|at| named.contains(at));
    }
}
