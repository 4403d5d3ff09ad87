# Privacy in /settings: who may see one's free time, who may invite one, who is blocked. Keys begin with "privacy-".

button-privacy =
    { $audience ->
        [met] Privacy: invited by who I met
        [nobody] Privacy: invited by nobody
       *[everybody] Privacy: invited by anybody
    }
privacy-free =
    { $audience ->
        [everybody] Everybody may see when you are free.
        [nobody] Nobody may see when you are free.
       *[met] People you have met here may see when you are free.
    }
privacy-invited =
    { $audience ->
        [met] Only people you have met here may invite you.
        [nobody] Nobody may invite you.
       *[everybody] Anybody may invite you.
    }
privacy-blocked =
    { $count ->
        [one] You have blocked one person.
       *[other] You have blocked { $count } people.
    }
privacy-how = To whoever may not invite you it looks as if you had never opened me. You have met people with whom you share an appointment that you made, or said yes or maybe to.

# Who sees when one is free, and who may ask for an appointment. Three a row: at most nine characters each.
button-see-everybody = See: all
button-see-met = See: met
button-see-nobody = See: none
button-invited-everybody = Ask: all
button-invited-met = Ask: met
button-invited-nobody = Ask: none

## Blocking

button-block-somebody = Block somebody
button-block = Block { $name }
button-unblock = Unblock { $name }
button-unblock-open = Unblock and open
privacy-block-whom = Whom do you want to block? These have invited you lately.
privacy-block-nobody = Nobody has invited you lately whom you could block.
privacy-blocked-now = You have blocked { $who }. From now on it looks to them as if you had never opened me. What they have invited you to before stays.
privacy-unblocked = You have unblocked { $who }.
privacy-link-blocked = You have blocked { $who }, so this invitation stays closed. They do not hear that you opened the link.
