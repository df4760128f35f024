package file

import "nghisu/internal/charter"

var holdersHint = say{"name the role, or write unstated", "hãy ghi vai, hoặc ghi unstated"}

// power reads who may do an act.
func (d *decoder) power(f fields) charter.PowerSpec {
	return charter.PowerSpec{
		Acts: d.acts(f.get("power")), By: d.holders(f.need("by", holdersHint)), Together: d.tri(f.get("together")),
		OnProposalOf: d.holders(f.get("on-proposal-of")), OnAuthorisationOf: d.holders(f.get("on-authorisation-of")),
		Objects: d.objects(f.get("object")), When: d.facts(f.get("when")),
	}
}

// objects reads kinds of object, or keys of linked bodies.
func (d *decoder) objects(n *node) []string {
	return d.each(n, func(n *node) string {
		s := d.str(n)
		if s == "" || s == unstated || isFactKey(s) {
			return s
		}
		d.fail(n.pos, CodeValue, sayf("%q is not a kind of object", "%q không phải loại đối tượng", s), keyHint)
		return ""
	})
}

// forbid reads a prohibition.
func (d *decoder) forbid(f fields) charter.ForbidSpec {
	s := charter.ForbidSpec{For: d.holders(f.get("for")), Objects: d.objects(f.get("object")), When: d.facts(f.get("when"))}
	if v := f.get("forbid"); v != nil && v.shape == word && v.text == string(charter.AnyAct) {
		s.Acts = []charter.Act{charter.AnyAct}
	} else {
		s.Acts = d.acts(v)
	}
	return s
}

// delegation reads a power that may be lent.
func (d *decoder) delegation(f fields) charter.DelegationSpec {
	return charter.DelegationSpec{
		Acts: d.acts(f.get("delegation")),
		From: d.holders(f.need("from", holdersHint)), To: d.holders(f.need("to", holdersHint)),
		Trigger: d.picks(f.need("trigger", say{"written, assigned, absent or standing", "written, assigned, absent hoặc standing"}),
			"written", "assigned", "absent", "standing"),
		Scope: d.text(f.get("scope")), Redelegate: d.tri(f.get("redelegate")),
	}
}

// step reads an order of procedure.
func (d *decoder) step(f fields) charter.StepSpec {
	return charter.StepSpec{
		Acts: d.acts(f.get("step")), Needs: d.facts(f.need("needs", say{"write what must be on record", "hãy ghi điều phải có trong hồ sơ"})),
		Result: d.text(f.get("result")), Within: d.span(f.get("within")), Lapse: d.text(f.get("lapse")),
		Waiver: d.holders(f.get("waiver")), For: d.holders(f.get("for")), Objects: d.objects(f.get("object")),
	}
}

// duty reads an obligation.
func (d *decoder) duty(f fields) charter.DutySpec {
	s := charter.DutySpec{
		Duty: d.text(f.get("duty")), Who: d.holders(f.need("who", holdersHint)), To: d.words(f.get("to")),
		Via: d.words(f.get("via")), With: d.words(f.get("with")), Due: d.due(f.need("due", orUnstated)),
		Each: d.strings(f.get("each")), Acts: d.acts(f.get("act")), Evidence: d.text(f.get("evidence")),
	}
	if v := f.get("product"); v != nil {
		if v.shape == mapping {
			s.Product = d.params(v, "", 0)
		} else if w := d.str(v); w != "" {
			s.Product = []charter.Param{{Value: w}}
		}
	}
	return s
}

// signature reads who signs and with whose seal.
func (d *decoder) signature(f fields) charter.SignatureSpec {
	return charter.SignatureSpec{
		Documents: d.strings(f.get("signature")), Signer: d.holders(f.need("signer", holdersHint)),
		Together: d.flag(f.get("together")), Seal: d.str(f.need("seal", orUnstated)),
		Form: d.optional(f, "form", "TM.", "KT.", "TL.", "TUQ.", "Q.", unstated), When: d.facts(f.get("when")),
	}
}
